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

/**
 * The one script of the public pages that work without the product's own. It is bundled for itself, after the pages, so
 * that it holds only what it uses, in few pieces; the server finds it by its name. Buyers load it over slow lines, so it
 * takes the small library for the markup that React rendered.
 */
const verifyPage: Plugin = {
  name: "verify-page",
  apply: (config, { command }) => command === "build" && !config.build?.ssr,
  async closeBundle() {
    await build({
      configFile: false,
      logLevel: "error",
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
          input: { "verify-page": fileURLToPath(new URL("app/verify/page/hydrate.tsx", import.meta.url)) },
          output: { entryFileNames: "assets/[name]-[hash].js", chunkFileNames: "assets/[name]-[hash].js" },
        },
      },
    });
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    tailwindcss(),
    verifyPage,
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
