import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FileRefused } from "~/domain/input/refusal";
import { unpack, UNPACK_LIMITS } from "~/ingest/format/unpack.server";
import { runsOf } from "../../support/property-runs";
import { zipOf } from "../../support/zip-files";

let folder: string;
let location: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "plumbline-unpack-"));
  location = path.join(folder, "unpacked");
  await writeFile(path.join(folder, "outside"), "untouched");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const CSV = "Id,Opened\n1,2026-01-05\n";

async function opened(content: string | Uint8Array, fileName = "input", limits = UNPACK_LIMITS) {
  await rm(location, { recursive: true, force: true });
  await writeFile(path.join(folder, "input"), content);
  await mkdir(location);
  return unpack(path.join(folder, "input"), fileName, { folder: location, limits });
}

async function contents(content: string | Uint8Array, fileName?: string): Promise<[string, string][]> {
  const { files, discard } = await opened(content, fileName);
  const read = await Promise.all(
    files.map(async (file): Promise<[string, string]> => [file.name, await readFile(file.path, "utf8")]),
  );
  await discard();
  expect(await readdir(location)).toEqual([]);
  expect(await readFile(path.join(folder, "input"))).toEqual(Buffer.from(content));
  return read;
}

async function refusal(
  content: string | Uint8Array,
  limits = UNPACK_LIMITS,
): Promise<{ code: string; message: string }> {
  const refused: unknown = await opened(content, "input.zip", limits).then(
    () => new Error("It was unpacked."),
    (error: unknown) => error,
  );
  if (!(refused instanceof FileRefused)) throw refused;
  expect(await readdir(location)).toEqual([]);
  return { code: refused.code, message: refused.message };
}

describe("what comes packed", () => {
  test("an archive of several files is several files, each under its own name", async () => {
    const zip = zipOf([
      { name: "June/", content: "" },
      { name: "June/calls.csv", content: CSV },
      { name: "June/deep/chats.csv", content: `${CSV}2,2026-01-06\n`, stored: true },
      { name: "__MACOSX/June/._calls.csv", content: "resource" },
      { name: ".DS_Store", content: "x" },
    ]);
    expect(await contents(zip)).toEqual([
      ["calls.csv", CSV],
      ["chats.csv", `${CSV}2,2026-01-06\n`],
    ]);
  });

  test("a gzip file is the file in it, called without the ending; one of two members is both", async () => {
    expect(await contents(gzipSync(CSV), "calls.csv.gz")).toEqual([["calls.csv", CSV]]);
    expect(await contents(Buffer.concat([gzipSync("a\n"), gzipSync("b\n")]), "ab.gz")).toEqual([["ab", "a\nb\n"]]);
  });

  test("any other file is left where it is, whatever it is called", async () => {
    expect(await contents(CSV, "calls.zip")).toEqual([["calls.zip", CSV]]);
    const workbook = zipOf([
      { name: "[Content_Types].xml", content: "<Types/>" },
      { name: "xl/workbook.xml", content: "<workbook/>" },
    ]);
    const { files } = await opened(workbook, "calls.bin");
    expect(files).toEqual([{ name: "calls.bin", path: path.join(folder, "input") }]);
  });
});

const MEGABYTES = Buffer.alloc(30 * 1024 * 1024);

describe("an archive that cannot be trusted is refused, and leaves nothing behind", () => {
  test.each<[string, () => Uint8Array, string, RegExp]>([
    [
      "a bomb by what it says of itself",
      () => zipOf([{ name: "a.csv", content: MEGABYTES }]),
      "too-much-inside",
      /200 times/,
    ],
    [
      "a bomb that says it is small",
      () => zipOf([{ name: "a.csv", content: MEGABYTES, declaredBytes: 1_000 }]),
      "damaged",
      /damaged/,
    ],
    ["a gzip bomb", () => gzipSync(MEGABYTES), "too-much-inside", /larger than 10 MB/],
    ["a path out of the archive", () => zipOf([{ name: "../../x", content: CSV }]), "unsafe-name", /unsafe path/],
    ["an absolute path", () => zipOf([{ name: "/etc/passwd", content: CSV }]), "unsafe-name", /unsafe path/],
    ["a path of Windows", () => zipOf([{ name: "..\\..\\x", content: CSV }]), "unsafe-name", /unsafe path/],
    [
      "more files than are taken",
      () => zipOf(Array.from({ length: 101 }, (_, index) => ({ name: `${index}.csv`, content: CSV }))),
      "too-much-inside",
      /101 files\. At most 100/,
    ],
    [
      "an archive in an archive",
      () => zipOf([{ name: "a.csv", content: zipOf([{ name: "b.csv", content: CSV }]) }]),
      "nested-archive",
      /Unpack it first/,
    ],
    [
      "gzip in an archive",
      () => zipOf([{ name: "a.csv.gz", content: gzipSync(CSV) }]),
      "nested-archive",
      /Unpack it first/,
    ],
    [
      "an archive in gzip",
      () => gzipSync(zipOf([{ name: "b.csv", content: CSV }])),
      "nested-archive",
      /Unpack it first/,
    ],
    [
      "a tar in gzip",
      () => gzipSync(Buffer.concat([Buffer.alloc(257, "a"), Buffer.from("ustar"), Buffer.alloc(250)])),
      "compressed",
      /tar archive/,
    ],
    ["a password", () => zipOf([{ name: "a.csv", content: CSV, encrypted: true }]), "encrypted", /password/],
    [
      "another content than it says",
      () => zipOf([{ name: "a.csv", content: CSV, declaredCrc: 1 }]),
      "damaged",
      /does not match its description/,
    ],
    [
      "a second file that is damaged",
      () =>
        zipOf([
          { name: "a.csv", content: CSV },
          { name: "b.csv", content: CSV, declaredCrc: 1 },
        ]),
      "damaged",
      /damaged/,
    ],
    [
      "an archive cut short",
      () => zipOf([{ name: "a.csv", content: CSV }]).subarray(0, -30),
      "damaged",
      /damaged or incomplete/,
    ],
    ["gzip cut short", () => gzipSync(CSV).subarray(0, -10), "cut-short", /incomplete/],
    [
      "gzip that is damaged",
      () => Buffer.from(gzipSync(CSV).map((byte, index, all) => (index === all.length - 8 ? byte ^ 1 : byte))),
      "damaged",
      /damaged/,
    ],
    ["an archive without files", () => zipOf([{ name: "folder/", content: "" }]), "empty", /no files/],
    ["nothing", () => Buffer.alloc(0), "empty", /is empty/],
    ["a picture", () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), "binary", /picture/],
    [
      "a binary workbook",
      () =>
        zipOf([
          { name: "[Content_Types].xml", content: "<Types/>" },
          { name: "xl/workbook.bin", content: "x" },
        ]),
      "workbook",
      /xlsb/,
    ],
  ])("%s", async (_what, make, code, message) => {
    const found = await refusal(make());
    expect(found).toMatchObject({ code });
    expect(found.message).toMatch(message);
  });

  test("the sizes of all files together are limited before any is unpacked", async () => {
    const limits = { ...UNPACK_LIMITS, unpackedBytes: 40 };
    const zip = zipOf([
      { name: "a.csv", content: CSV },
      { name: "b.csv", content: CSV },
    ]);
    expect(await refusal(zip, limits)).toMatchObject({ code: "too-much-inside" });
  });

  test("whatever is changed in an archive, it gives its files or is refused", async () => {
    const zip = zipOf([
      { name: "a.csv", content: CSV },
      { name: "b.csv", content: CSV.repeat(20) },
    ]);
    const change = fc.record({ at: fc.nat(zip.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(zip.length), async (changes, cut) => {
        const bytes = Buffer.from(zip.subarray(0, cut < 20 ? zip.length - cut : zip.length));
        for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte;
        try {
          const { discard } = await opened(bytes);
          await discard();
        } catch (error) {
          if (!(error instanceof FileRefused)) throw error;
        }
        expect(await readdir(location)).toEqual([]);
        expect(await readFile(path.join(folder, "outside"), "utf8")).toBe("untouched");
      }),
      runsOf(200),
    );
  });
});
