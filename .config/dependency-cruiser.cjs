// Imports point one way; see docs/architecture.md. A folder may import itself and the folders listed for it.
const allowed = {
  logic: [],
  mpl: ["logic"],
  proof: ["logic"],
  check: ["proof/certificate\\.ts"],
  browser: ["check", "proof/(certificate|grid-trace)\\.ts"],
  compile: ["logic", "mpl", "proof", "device/device\\.ts"],
  device: [],
  models: ["logic", "proof"],
  explore: ["logic", "proof", "compile", "device"],
  completion: ["logic", "proof", "compile", "device/device\\.ts"],
  grid: ["logic", "proof", "compile", "device", "completion"],
  mutate: ["logic", "proof", "device"],
  import: ["logic", "proof", "mpl", "device/device\\.ts", "mutate"],
  export: ["logic", "mpl", "proof", "compile"],
  cli: [".*"],
};

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "nothing-imports-cli",
      severity: "error",
      from: { pathNot: "^src/(cli/|index\\.ts$)" },
      to: { path: "^src/cli/" },
    },
    {
      name: "nothing-imports-browser",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/browser/" },
      to: { path: "^src/browser/" },
    },
    ...Object.entries(allowed).map(([folder, targets]) => ({
      name: `${folder}-imports-only-what-stands-to-its-left`,
      severity: "error",
      from: { path: `^src/${folder}/` },
      to: { path: "^src/", pathNot: [`^src/${folder}/`, ...targets.map((target) => `^src/${target}`)] },
    })),
    {
      name: "only-cli-and-export-touch-files",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(cli|import|export|mpl/grammar|device/webgpu/shader-source)" },
      to: { path: "^(node:)?fs" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
