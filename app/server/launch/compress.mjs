import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { projectFolder } from "./prepare.mjs";

// Scripts and styles as small as they get, beside each file that the build wrote: too slow to be done for each request.

const folder = path.join(projectFolder, "build/client/assets");
const compress = promisify(brotliCompress);
await Promise.all(
  readdirSync(folder)
    .filter((name) => /\.(?:js|css)$/.test(name))
    .map(async (name) => {
      const content = readFileSync(path.join(folder, name));
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      };
      writeFileSync(path.join(folder, `${name}.br`), await compress(content, { params }));
    }),
);
