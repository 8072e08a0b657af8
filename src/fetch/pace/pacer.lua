-- The turns of one host. KEYS: its state (hash), its slots (sorted set: who waits, and until when).
-- ARGV: what to do, who asks, then what the deed needs. All times are milliseconds of Redis' own clock, which every
-- worker machine shares; intervals and waits are milliseconds too.
local state, slots = KEYS[1], KEYS[2]
local deed, who = ARGV[1], ARGV[2]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local names = { 'free', 'last', 'before', 'busy', 'paused', 'learned', 'took', 'lag', 'fails', 'downSince' }
local read = redis.call('HMGET', state, unpack(names))
local host = { holder = redis.call('HGET', state, 'holder') }
for i, name in ipairs(names) do host[name] = tonumber(read[i]) or 0 end

local function keep(...)
  redis.call('HSET', state, ...)
end

-- The wait of `who`, why, and what is known of the host's silence.
local function wait(ms, why)
  return { ms, why, host.fails, host.downSince }
end

if deed == 'ask' then
  local least, lease, jitter, near = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
  local forget = tonumber(ARGV[7])
  -- A host that answers slowly is asked no faster than it answers.
  local interval = math.max(least, host.learned, host.took)
  -- Slots are set apart by what a turn will take: from being given to being seen by the host, and then the interval.
  local step = math.floor(interval * (1 + jitter) + host.lag)
  local slot = tonumber(redis.call('ZSCORE', slots, who) or '')
  local busy = host.busy > now and host.holder ~= who
  local earliest = math.max(host.paused, host.last + interval)
  local kept = math.max(forget, host.free - now + forget)
  redis.call('PEXPIRE', state, kept)
  redis.call('PEXPIRE', slots, kept)
  local due = slot and slot <= now or (not slot and host.free <= now)
  if due and not busy and earliest <= now then
    redis.call('ZREM', slots, who)
    keep('last', now, 'before', host.last, 'busy', now + lease, 'holder', who,
      'free', math.max(host.free, now + step))
    return wait(0, 'go')
  end
  if slot and slot > now then return wait(slot - now, host.paused > now and 'paused' or 'slot') end
  -- Late by less than an interval: the queue moves on by that much, and nobody loses a turn.
  if due and not busy and earliest - now <= math.max(near, interval) and host.paused <= now then
    redis.call('ZADD', slots, earliest, who)
    redis.call('PEXPIRE', slots, kept)
    keep('free', math.max(host.free, earliest + step))
    return wait(earliest - now, 'slot')
  end
  local at = math.max(host.free, earliest, busy and now + interval or now)
  redis.call('ZADD', slots, at, who)
  redis.call('PEXPIRE', slots, at - now + kept)
  redis.call('PEXPIRE', state, at - now + kept)
  keep('free', at + step)
  return wait(at - now, host.paused > now and 'paused' or busy and 'busy' or 'slot')
end

if deed == 'tell' then
  local verdict, took, least = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
  local asked, longest, patience, downFirst, downLongest, seenAgo =
    tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
  if host.holder == who then keep('busy', 0) end
  if verdict == 'unused' then
    if host.holder == who then keep('last', host.before) end
    return wait(0, 'told')
  end
  -- The host has seen the request when it answers, not when the turn was given: the interval counts from there.
  local seen = now - seenAgo
  keep('took', math.floor(host.took * 0.7 + took * 0.3), 'last', math.max(host.last, seen),
    'lag', math.floor(host.lag * 0.7 + math.max(0, seen - host.last) * 0.3))
  if verdict == 'well' then
    local learned = math.floor(host.learned * 0.9)
    keep('learned', learned > least and learned or 0, 'fails', 0, 'downSince', 0)
  elseif verdict == 'slow' then
    local learned = math.min(math.max(host.learned, least) * 2, longest)
    keep('learned', learned, 'fails', 0, 'downSince', 0, 'paused', math.max(host.paused, now + math.max(asked, learned)))
  else
    local fails = host.fails + 1
    keep('fails', fails, 'downSince', host.downSince > 0 and host.downSince or now)
    if fails >= patience then
      keep('paused', now + math.min(downFirst * 2 ^ math.min(fails - patience, 20), downLongest))
    end
  end
  return wait(0, 'told')
end

-- leave
redis.call('ZREM', slots, who)
if host.holder == who then keep('busy', 0) end
return wait(0, 'left')
