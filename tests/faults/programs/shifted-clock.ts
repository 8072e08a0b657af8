/**
 * Preloaded into a worker: its wall clock is wrong by CLOCK_SHIFT_SECONDS, and jumps to be wrong by as much the other way
 * CLOCK_JUMP_AFTER_SECONDS after the start. Timers and performance.now are right, as they are with a machine whose clock is set.
 */
const shiftMs = Number(process.env.CLOCK_SHIFT_SECONDS) * 1_000;
const jumpMs = Number(process.env.CLOCK_JUMP_AFTER_SECONDS) * 1_000;
if (!Number.isFinite(shiftMs) || !Number.isFinite(jumpMs))
  throw new Error('CLOCK_SHIFT_SECONDS, CLOCK_JUMP_AFTER_SECONDS');

const RealDate = Date;
const shift = (): number => (performance.now() < jumpMs ? shiftMs : -shiftMs);
const now = (): number => RealDate.now() + shift();

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now()] : args, self),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
