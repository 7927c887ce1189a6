import { spawn } from "node:child_process";

/** A step that did not work: what failed, and what to do about it. */
export class StepFailure extends Error {
  constructor(what, advice, output = "") {
    super(what);
    this.advice = advice;
    this.output = output;
  }
}

/** Prints a failure for people: what failed, what the tool output last, what to do. */
export function explainFailure(error, before = "Plumbline could not start") {
  const lines = [`\n${before}: ${error instanceof Error ? error.message : String(error)}`];
  if (error instanceof StepFailure) {
    if (error.output) lines.push("", ...error.output.split("\n").map((line) => `  ${line}`), "");
    lines.push(error.advice);
  } else if (error instanceof Error && error.stack && process.env.LOG_LEVEL === "debug") {
    lines.push(error.stack);
  }
  process.stderr.write(`${lines.join("\n")}\n`);
}

/** Runs a program to its end without a word; rejects with what it output last when it does not end well. */
export function runQuietly(program, args, { what, advice, env = {}, cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    const keep = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const gist = () => {
      const lines = output.trim().split("\n");
      return lines.length <= 30 ? lines.join("\n") : [...lines.slice(0, 15), "…", ...lines.slice(-14)].join("\n");
    };
    child.once("error", (error) => reject(new StepFailure(`${what} (${error.message})`, advice, gist())));
    child.once("close", (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new StepFailure(`${what} (exit code ${code ?? signal})`, advice, gist()));
    });
    const pass = (signal) => child.kill(signal);
    for (const signal of ["SIGINT", "SIGTERM"]) {
      process.once(signal, () => {
        pass(signal);
        process.exit(130);
      });
    }
    child.once("close", () => {
      for (const signal of ["SIGINT", "SIGTERM"]) process.removeAllListeners(signal);
    });
  });
}
