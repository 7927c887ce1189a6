// Who may import whom. Layers first: each lists what of ours it may reach. Then the modules inside the layers, which stand on those before
// them. Types count as imports, in circles too. `docs/map.md` says what each layer and module is for.

const MODULES = [
  "access",
  "metrics",
  "contracts",
  "deliveries",
  "causes",
  "scorecards",
  "reviews",
  "programs",
  "imports",
  "sharing",
];

/** Layer → what of ours it may import besides itself, as patterns of paths. */
const MAY_IMPORT = {
  domain: [],
  config: ["^app/wording/shared/"],
  wording: ["^app/domain/"],
  forms: ["^app/domain/", "^app/wording/shared/"],
  data: ["^app/domain/", "^app/config/"],
  ingest: ["^app/(domain|data|wording|forms)/"],
  reports: ["^app/(domain|wording|data)/"],
  commands: ["^app/(domain|wording|data|forms|config)/"],
  auth: ["^app/(domain|wording|data|config)/"],
  jobs: ["^app/(domain|wording|data|ingest|reports|commands)/"],
  components: ["^app/(domain|wording|styles)/"],
  routes: ["^app/root\\.tsx$", "^app/(reports|commands|auth|forms|components|wording|domain|styles)/"],
  server: ["^app/", "^seed/main\\.ts$"],
  cli: ["^app/", "^seed/main\\.ts$"],
};
const LAYERS = [...Object.keys(MAY_IMPORT), "styles"];

/** Folders that may import of ours what the rest of their layer may not. */
const ALSO = [
  // Tests of the domain read what its texts say.
  { from: "^app/domain/.*\\.test\\.ts$", to: "^app/wording/" },
  { from: "^app/reports/imports/", to: "^app/ingest/" },
  { from: "^app/commands/(imports|access)/", to: "^app/ingest/" },
  // A SOW comes in a form with a file, which is read as it comes.
  { from: "^app/commands/contracts/", to: "^app/ingest/intake/received/" },
];

const layers = Object.entries(MAY_IMPORT).map(([layer, allowed]) => {
  const also = ALSO.filter(({ from }) => from.startsWith(`^app/${layer}/`));
  return {
    name: `${layer}-keeps-to-its-own`,
    comment: `app/${layer} may import of ours only: itself${allowed.map((path) => `, ${path}`).join("")}`,
    severity: "error",
    from: { path: `^app/${layer}/`, pathNot: also.map(({ from }) => from) },
    to: { path: "^(app|seed|tests)/", pathNot: [`^app/${layer}/`, ...allowed] },
  };
});

const exceptions = ALSO.map(({ from, to }) => {
  const layer = from.split("/")[1];
  return {
    name: `${layer}-keeps-to-its-own`,
    severity: "error",
    from: { path: from },
    to: { path: "^(app|seed|tests)/", pathNot: [`^app/${layer}/`, to, ...MAY_IMPORT[layer]] },
  };
});

const MODULE_LAYERS = "domain|wording|data|reports|commands|components";

/** In every layer a module imports only itself and the modules before it, of its own layer and of those below. */
const modules = MODULES.slice(0, -1).map((module, index) => ({
  name: "a-module-stands-on-those-before-it",
  comment: `The order of the modules: ${MODULES.join(", ")}`,
  severity: "error",
  from: { path: `^app/(${MODULE_LAYERS})/${module}/`, pathNot: ["\\.test\\.tsx?$"] },
  to: { path: `^app/(${MODULE_LAYERS})/(${MODULES.slice(index + 1).join("|")})/` },
}));

/** Inside a layer: folder → the folders of the layer that it may import besides itself. Folders without an entry are free. */
const INSIDE = {
  domain: Object.fromEntries(
    ["calendar", "money", "facts", "input"].map((ground) => [ground, ["calendar", "money", "facts", "input"]]),
  ),
  wording: { shared: [] },
  data: {
    db: ["generated"],
    cluster: ["db"],
    sql: ["generated", "db"],
    access: ["generated", "db", "sql"],
    metrics: ["generated", "db", "sql", "access"],
    deliveries: ["generated", "db", "sql", "access", "metrics"],
    causes: ["generated", "db", "sql", "access"],
    sharing: ["generated", "db", "sql", "access"],
    rollups: ["generated", "db", "sql"],
  },
  ingest: inOrder([
    "values",
    "mapping",
    "format",
    "parse",
    "suggest",
    "intake",
    "file-threads",
    "load",
    "wizard",
    "thread",
  ]),
  reports: { shared: [] },
  commands: { shared: [] },
  components: { ui: [], marks: ["ui"], layout: ["ui"], charts: ["ui", "marks"] },
};

function inOrder(folders) {
  return Object.fromEntries(folders.map((folder, index) => [folder, folders.slice(0, index)]));
}

const inside = Object.entries(INSIDE).flatMap(([layer, folders]) =>
  Object.entries(folders).map(([folder, allowed]) => ({
    name: `${layer}-folders-in-order`,
    comment: `app/${layer}/${folder} may import of its layer only: itself${allowed.map((one) => `, ${one}`).join("")}`,
    severity: "error",
    from: { path: `^app/${layer}/${folder}/`, pathNot: ["\\.test\\.tsx?$"] },
    to: { path: `^app/${layer}/`, pathNot: [folder, ...allowed].map((one) => `^app/${layer}/${one}/`) },
  })),
);

module.exports = {
  forbidden: [
    ...layers,
    ...exceptions,
    ...modules,
    ...inside,
    {
      name: "loading-is-for-those-who-import",
      comment: "What writes rows is called by ingest, by changes of imports and by jobs alone.",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/(data/imports|ingest|jobs|commands/imports|server|cli)/"] },
      to: { path: "^app/data/imports/load/" },
    },
    {
      name: "the-domain-is-pure",
      comment: "The domain works on plain data: dates, schemas and its own code, nothing of Node and no I/O.",
      severity: "error",
      from: { path: "^app/(domain|wording)/", pathNot: "\\.test\\.ts$" },
      to: {
        dependencyTypesNot: ["local", "aliased", "aliased-tsconfig", "aliased-tsconfig-paths"],
        pathNot: "node_modules/(date-fns|@date-fns/tz|zod)/",
      },
    },
    {
      name: "only-data-knows-the-database-client",
      severity: "error",
      from: { path: "^(app|seed)/", pathNot: "^app/data/" },
      to: {
        path: [
          "^app/data/generated/",
          "node_modules/(@prisma/client|@prisma/adapter-pg|@prisma/driver-adapter-utils|@prisma/schema-engine-wasm)/",
        ],
      },
    },
    {
      name: "only-charts-import-recharts",
      severity: "error",
      from: { path: "^(app|seed)/", pathNot: "^app/components/charts/" },
      to: { path: "node_modules/recharts/" },
    },
    {
      name: "forms-are-read-in-one-way",
      comment: "What parses forms runs only behind the limits that app/forms and app/ingest/intake/received set.",
      severity: "error",
      from: {
        path: "^(app|seed)/",
        pathNot: ["^app/forms/submission\\.server\\.ts$", "^app/ingest/intake/received/form-parts\\.ts$"],
      },
      to: { path: "node_modules/(@conform-to|@fastify/busboy)/" },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { path: "^(app|seed|prisma)/" },
      to: { path: "^tests/" },
    },
    {
      name: "no-circles",
      severity: "error",
      from: { pathNot: "^app/data/generated/" },
      to: { circular: true },
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: { path: "^(app|seed)/" },
      to: { couldNotResolve: true },
    },
    {
      name: "every-layer-is-known",
      comment: "A new folder below app/ gets a line in this table first.",
      severity: "error",
      from: {},
      to: { path: "^app/[^/]+/", pathNot: `^app/(${LAYERS.join("|")})/` },
    },
    {
      name: "what-runs-is-a-dependency",
      comment: "Only dependencies are there in production.",
      severity: "error",
      from: { path: "^app/", pathNot: ["\\.test\\.tsx?$", "^app/server/(dev\\.ts|launch/)"] },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules", "app/data/generated"] },
    exclude: { path: ["^build/", "^data/"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
