import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

// A thread from the sources: the built programs are started as they are. A run of the tests, which starts hundreds of threads, has
// bundled their programs beforehand (tests/support/thread-programs.setup.ts).

const bundled = JSON.parse(process.env.PLUMBLINE_BUNDLED_THREADS ?? "{}")[workerData.program];
if (bundled === undefined) register();
await import(bundled ?? workerData.program);
