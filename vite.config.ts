import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { build, defineConfig, type Plugin } from "vite";

// Single fetch changes the types of loader data; the augmentation belongs beside the flag that turns it on.
declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

const TARGET = "es2022";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The selection of factors for the estimate before sign-up. It is made from the shipped library at each build, and only
 * browsers load it.
 */
const estimateFactors: Plugin = {
  name: "estimate-factors",
  resolveId: (id) => (id === "virtual:estimate-factors" ? `\0${id}` : undefined),
  async load(id, options) {
    if (id !== "\0virtual:estimate-factors") return undefined;
    if (options?.ssr) return "export default null;";
    const address = new URL("app/estimate/factor-file.server.ts", import.meta.url).href;
    const { makeFactorFile } = (await import(address)) as typeof import("./app/estimate/factor-file.server.ts");
    return `export default JSON.parse(${JSON.stringify(JSON.stringify(makeFactorFile()))});`;
  },
};

/** The readers of tables use a few functions of Node, which the pages bring along. */
const nodeInBrowser: Plugin = {
  name: "node-in-browser",
  enforce: "pre",
  resolveId(id, _, options) {
    if (options?.ssr) return undefined;
    return id === "node:buffer" || id === "node:zlib" ? at(`app/encoding/in-browser/${id.slice(5)}.ts`) : undefined;
  },
};

const STATIC_SCRIPTS = {
  "verify-page": at("app/verify/page/hydrate.tsx"),
  "estimate-page": at("app/estimate/page/hydrate.tsx"),
};

/**
 * The scripts of the public pages that work without the product's own. They are bundled together after the pages, so that
 * the home page, which has both, loads what they share once; the server finds them by their names. Buyers load them over
 * slow lines, so they take the small library for the markup that React rendered.
 */
const staticPages: Plugin = {
  name: "static-pages",
  apply: (config, { command }) => command === "build" && !config.build?.ssr,
  closeBundle: buildStaticScripts,
};

async function buildStaticScripts(): Promise<void> {
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [estimateFactors, nodeInBrowser],
    resolve: {
      alias: [
        { find: /^react-dom\/client$/, replacement: fileURLToPath(import.meta.resolve("preact/compat/client")) },
        { find: /^react\/jsx-runtime$/, replacement: fileURLToPath(import.meta.resolve("preact/jsx-runtime")) },
        { find: /^react$/, replacement: fileURLToPath(import.meta.resolve("preact/compat")) },
      ],
    },
    build: {
      target: TARGET,
      outDir: "build/client",
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: false,
      rollupOptions: {
        input: STATIC_SCRIPTS,
        output: { entryFileNames: "assets/[name]-[hash].js", chunkFileNames: "assets/[name]-[hash].js" },
      },
    },
  });
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    tailwindcss(),
    estimateFactors,
    nodeInBrowser,
    staticPages,
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
  ],
  // Of the server, for traces with lines of the sources; what browsers load has none.
  build: { target: TARGET, assetsInlineLimit: 0, sourcemap: isSsrBuild ?? false },
}));
