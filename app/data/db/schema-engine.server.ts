import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type * as schemaEngine from "@prisma/schema-engine-wasm";

type EngineModule = typeof schemaEngine & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

let loading: Promise<EngineModule> | undefined;

/**
 * Prisma's own schema engine, as WebAssembly. Its package imports the .wasm file as a module, which Node does not do without a
 * flag: the parts are put together by hand.
 */
async function loadEngine(): Promise<EngineModule> {
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const engine: EngineModule = await import(/* @vite-ignore */ pathToFileURL(script).href);
  const bytes = await readFile(path.join(path.dirname(script), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": withoutLingering(engine) });
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start !== "function") throw new Error("Prisma's schema engine has another shape than expected.");
  start();
  return engine;
}

/** PostgreSQL's number for its one-byte "char", for which Prisma's adapter has no name; its catalog is full of them. */
const ONE_BYTE_TYPE = 18;

/** Asks as the adapter does, and where the answer holds one-byte columns asks again for them as text. */
function withOneByteColumns(adapter: Awaited<ReturnType<PrismaPg["connect"]>>): SqlDriverAdapter["queryRaw"] {
  const queryRaw = adapter.queryRaw.bind(adapter);
  return async (query) => {
    try {
      return await queryRaw(query);
    } catch (error) {
      // Only an answer is refused like this, and only the catalog's has such columns: asking again changes nothing.
      if (!isDriverAdapterError(error) || error.cause.kind !== "UnsupportedNativeDataType") throw error;
    }
    const { fields } = await adapter
      .underlyingDriver()
      .query({ text: query.sql, values: query.args, rowMode: "array" });
    const oneByte = new Set(fields.filter((field) => field.dataTypeID === ONE_BYTE_TYPE).map((field) => field.name));
    const columns = fields.map(({ name }) => (oneByte.has(name) ? `"${name}"::text AS "${name}"` : `"${name}"`));
    const inner = query.sql.trim().replace(/;$/, "");
    const result = await queryRaw({ ...query, sql: `SELECT ${columns.join(", ")} FROM (${inner}) AS answer` });
    const columnTypes = result.columnTypes.map((type, at) =>
      oneByte.has(result.columnNames[at] ?? "") ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
}

/**
 * Prisma's adapter, but with scripts sent whole. Its own way cuts them at every semicolon, those inside function bodies and
 * comments included.
 */
function openAdapters(url: string): {
  factory: SqlMigrationAwareDriverAdapterFactory;
  failures: Error[];
  close(): Promise<unknown>;
} {
  const factory = new PrismaPg({ connectionString: url, max: 2 });
  const opened: Awaited<ReturnType<PrismaPg["connect"]>>[] = [];
  const failures: Error[] = [];
  const connect = async () => {
    const adapter = await factory.connect();
    opened.push(adapter);
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        failures.push(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }
    };
    adapter.queryRaw = withOneByteColumns(adapter);
    return adapter;
  };
  return {
    // The database given for a comparison is a scratch one already: it serves as the shadow database itself.
    factory: { provider: factory.provider, adapterName: factory.adapterName, connect, connectToShadowDb: connect },
    failures,
    close: () => Promise.allSettled(opened.map((adapter) => adapter.underlyingDriver().end())),
  };
}

/** The engine guards its lock with a timer of ten seconds that it never clears; it must not keep a finished process waiting. */
function withoutLingering(engine: EngineModule): WebAssembly.ModuleImports {
  const imports: WebAssembly.ModuleImports = { ...engine };
  const name = Object.keys(imports).find((key) => key.startsWith("__wbg_setTimeout"));
  if (name) imports[name] = (callback: () => void, delay: number) => setTimeout(callback, delay).unref();
  return imports;
}

/** Opens the engine on a database, runs `work` and closes its connections again. */
export async function withSchemaEngine<T>(
  options: { url: string; schema?: { path: string; content: string } },
  work: (engine: schemaEngine.SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await (loading ??= loadEngine());
  const adapters = openAdapters(options.url);
  const datamodels: [string, string][] | undefined = options.schema && [[options.schema.path, options.schema.content]];
  const engine = await SchemaEngine.new(
    { datamodels },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapters.factory),
  );
  try {
    return await work(engine);
  } catch (error) {
    const [failure] = adapters.failures;
    if (!failure) throw error;
    throw new Error(`PostgreSQL refused a script: ${failure.message}`, { cause: error });
  } finally {
    engine.free();
    await adapters.close();
  }
}
