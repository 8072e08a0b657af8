import { isMainThread } from 'node:worker_threads';

// Preloaded by run-node.mjs. When the parent is gone, even by SIGKILL, the channel to it closes: stop as if asked to.
if (isMainThread && process.channel) {
  process.execArgv = process.execArgv.filter((argument) => !argument.includes('end-with-parent.mjs'));
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // Listening must not keep a finished process alive.
  process.channel.unref();
}
