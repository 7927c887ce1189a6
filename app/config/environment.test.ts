import { describe, expect, test } from "vitest";
import { ownOrigin, parseEnvironment } from "./environment";

describe("the environment", () => {
  test("needs no setting at all", () => {
    const environment = parseEnvironment({}, "/srv/plumbline");
    expect(environment).toMatchObject({ port: 3000, dataFolder: "/srv/plumbline/data", databaseUrl: null, demo: true });
    expect(ownOrigin(environment)).toBe("http://localhost:3000");
  });

  test("listens on this machine alone unless HOST is set, also behind a public address", () => {
    expect(parseEnvironment({}, "/").host).toBe("127.0.0.1");
    expect(parseEnvironment({ PLUMBLINE_ORIGIN: "https://plumbline.example" }, "/").host).toBe("127.0.0.1");
    expect(parseEnvironment({ HOST: "10.0.0.7" }, "/").host).toBe("10.0.0.7");
  });

  test("takes an empty setting as not given", () => {
    expect(parseEnvironment({ PORT: "", DATABASE_URL: " ", PLUMBLINE_DEMO: "" }, "/")).toMatchObject({
      port: 3000,
      databaseUrl: null,
      demo: true,
    });
  });

  test("names every setting that cannot be understood, at once", () => {
    const variables = {
      PORT: "web",
      PLUMBLINE_DEMO: "maybe",
      DATABASE_URL: "mysql://x",
      PLUMBLINE_ORIGIN: "plumbline/a",
    };
    expect(() => parseEnvironment(variables, "/")).toThrow(
      /PORT[^]*DATABASE_URL[^]*PLUMBLINE_ORIGIN[^]*PLUMBLINE_DEMO/,
    );
  });

  test("takes a drop folder apart from the data folder, and none unless it is named", () => {
    expect(parseEnvironment({}, "/srv").dropFolder).toBeNull();
    expect(parseEnvironment({ PLUMBLINE_DROP: "../inbox" }, "/srv/plumbline").dropFolder).toBe("/srv/inbox");
    expect(parseEnvironment({ PLUMBLINE_DROP: "/srv/data-in" }, "/srv").dropFolder).toBe("/srv/data-in");
    for (const PLUMBLINE_DROP of ["data", "data/inbox", ".", "/"])
      expect(() => parseEnvironment({ PLUMBLINE_DROP }, "/srv")).toThrow(/PLUMBLINE_DROP/);
  });

  test("refuses an outside role for a database that is not given", () => {
    expect(() => parseEnvironment({ DATABASE_OUTSIDE_URL: "postgresql://o@h/d" }, "/")).toThrow(
      /requires DATABASE_URL/,
    );
  });
});
