// Who may import whom. Each room lists what it may reach; everything else of ours is closed to it.

const ROOMS = [
  "routes",
  "domain",
  "reports",
  "data",
  "wording",
  "ingest",
  "commands",
  "jobs",
  "auth",
  "sharing",
  "forms",
  "charts",
  "components",
  "server",
  "cli",
  "config",
  "styles",
];

/** Room → what of ours it may import besides itself, as patterns of paths. */
const MAY_IMPORT = {
  domain: [],
  config: [],
  forms: ["^app/domain/"],
  data: ["^app/domain/", "^app/config/"],
  ingest: ["^app/domain/", "^app/data/", "^app/forms/"],
  reports: ["^app/domain/", "^app/data/"],
  sharing: ["^app/domain/", "^app/data/", "^app/config/"],
  auth: ["^app/domain/", "^app/data/", "^app/config/"],
  jobs: ["^app/domain/", "^app/reports/", "^app/ingest/", "^app/sharing/", "^app/data/"],
  charts: ["^app/domain/", "^app/components/"],
  components: ["^app/domain/", "^app/charts/", "^app/styles/"],
  routes: ["^app/root\\.tsx$", "^app/(reports|ingest|jobs|auth|sharing|forms|components|charts|domain|styles)/"],
  server: ["^app/", "^seed/main\\.ts$"],
  cli: ["^app/", "^seed/main\\.ts$"],
};

const rooms = Object.entries(MAY_IMPORT).map(([room, allowed]) => ({
  name: `${room}-keeps-to-its-own`,
  comment: `app/${room} may import of ours only: itself${allowed.map((path) => `, ${path}`).join("")}`,
  severity: "error",
  from: { path: `^app/${room}/` },
  to: { path: "^(app|seed|tests)/", pathNot: [`^app/${room}/`, ...allowed] },
}));

module.exports = {
  forbidden: [
    ...rooms,
    {
      name: "the-domain-is-pure",
      comment: "The domain works on plain data: dates, schemas and its own code, nothing of Node and no I/O.",
      severity: "error",
      from: { path: "^app/domain/", pathNot: "\\.test\\.ts$" },
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
      from: { path: "^(app|seed)/", pathNot: "^app/charts/" },
      to: { path: "node_modules/recharts/" },
    },
    {
      name: "forms-are-read-in-one-way",
      comment: "What parses forms runs only behind the limits that app/forms and app/ingest/received set.",
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
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: { path: "^(app|seed)/" },
      to: { couldNotResolve: true },
    },
    {
      name: "every-room-is-known",
      comment: "A new folder below app/ gets a line in this table first.",
      severity: "error",
      from: {},
      to: { path: "^app/[^/]+/", pathNot: `^app/(${ROOMS.join("|")})/` },
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
