import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ROUTE_PERMISSIONS, type RouteAccess } from "./route-permissions";

const FOLDER = fileURLToPath(new URL("../routes/", import.meta.url));
const FILES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
const nameOf = (file: string) => file.replace(/\.tsx?$/, "");

/** The source of a route, with that of the route whose loader it takes over. */
function sourceOf(file: string): string {
  const source = readFileSync(FOLDER + file, "utf8");
  const [, other] = /^export \{ loader \} from "\.\/([^"]+)";$/m.exec(source) ?? [];
  return other === undefined ? source : `${source}${readFileSync(`${FOLDER}${other}.ts`, "utf8")}`;
}

/** What the file itself asks for, wherever it calls one of the guards. */
function requested(source: string, guard: "requireViewer" | "requireApiViewer"): string[] {
  const calls = source.matchAll(
    new RegExp(`\\b${guard}\\(\\s*[\\w.]*request,\\s*[\\w.]*context,\\s*"([a-z.]+)"(?:,\\s*"export")?,?\\s*\\)`, "g"),
  );
  return [...calls].map((call) => call[1] ?? "");
}

function needed(access: RouteAccess): string[] {
  if (access.by === "public") return [];
  return [access.read, access.write].filter((need) => need !== undefined);
}

describe("every route says who may use it", () => {
  it("and no route that is not there is listed", () => {
    expect(FILES.map(nameOf).sort()).toEqual(Object.keys(ROUTE_PERMISSIONS).sort());
  });

  it.each(FILES)("%s asks for exactly what it is listed with", (file) => {
    const source = sourceOf(file);
    const access = ROUTE_PERMISSIONS[nameOf(file)];
    if (access === undefined) throw new Error(`${file} is not listed in app/auth/route-permissions.ts`);
    const viewers = [
      ...requested(source, "requireViewer"),
      ...(/\brequireSignedIn\(/.test(source) ? ["signed-in"] : []),
    ];
    const keys = requested(source, "requireApiViewer");
    const wanted = [...new Set(needed(access))].sort();
    expect([...new Set(access.by === "key" ? keys : viewers)].sort()).toEqual(wanted);
    expect(access.by === "key" ? viewers : keys).toEqual([]);
    const loads = /export (?:async )?(?:function loader\b|const loader\b|\{[^}]*\bloader\b)/.test(source);
    const acts = /export (?:async )?(?:function action\b|const action\b(?! = refuseMethod)|\{[^}]*\baction\b)/.test(
      source,
    );
    if (access.by === "public") {
      if (acts) expect(source).toMatch(/\brequireOwnOrigin\(/);
      return;
    }
    expect({ loads, acts }).toEqual({ loads: access.read !== undefined, acts: access.write !== undefined });
  });
});
