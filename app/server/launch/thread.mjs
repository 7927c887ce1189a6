import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

// A thread from the sources: the built programs are started as they are.

register();
await import(workerData.program);
