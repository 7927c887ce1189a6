import { readdirSync } from "node:fs";
import path from "node:path";
import express, { type RequestHandler } from "express";
import { REQUESTS } from "~/wording/access/requests";

const YEAR_SECONDS = 31_536_000;

/** Files of a finished build: those under /assets carry a hash of their content in the name and never change. */
export function builtFiles(clientFolder: string): RequestHandler[] {
  const options = { index: false, redirect: false, dotfiles: "ignore" } as const;
  const folder = path.join(clientFolder, "assets");
  const assets = express.Router();
  assets.use(
    "/assets",
    compressedForms(folder),
    express.static(folder, { ...options, immutable: true, maxAge: YEAR_SECONDS * 1000 }),
  );
  assets.use("/assets", (_request, response) => {
    response.status(404).set("Cache-Control", "no-store").type("text/plain").send(`${REQUESTS.noFile}\n`);
  });
  return [assets, express.static(clientFolder, { ...options, maxAge: "1h" })];
}

/** Answers with the compressed form that the build left beside a script or a style, where the browser takes it. */
function compressedForms(folder: string): RequestHandler {
  const names = new Set(readdirSync(folder));
  return (request, response, next) => {
    const name = request.path.slice(1);
    if (!names.has(name) || !names.has(`${name}.br`)) return next();
    response.vary("Accept-Encoding");
    if (request.acceptsEncodings("br")) {
      response.set("Content-Encoding", "br").type(path.extname(name));
      request.url = `/${name}.br`;
    }
    next();
  };
}
