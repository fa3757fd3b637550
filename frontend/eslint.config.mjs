// Which imports may a file have? The floors of the web app, checked on every run:
//   app → features → components | lib, and never feature → feature.
import boundaries from "eslint-plugin-boundaries";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const elements = [
  { type: "app", pattern: "src/app" },
  { type: "feature", pattern: "src/features/*", capture: ["room"] },
  { type: "components", pattern: "src/components/*", capture: ["kind"] },
  { type: "lib", pattern: "src/lib/*", capture: ["name"] },
  { type: "styles", pattern: "src/styles" },
];

const to = (...types) => ({ to: { element: { types: { anyOf: types } } } });

const policies = [
  { from: { element: { type: "app" } }, allow: to("feature", "components", "lib", "styles") },
  { from: { element: { type: "feature" } }, allow: to("components", "lib") },
  { from: { element: { type: "components" } }, allow: to("components", "lib") },
  { from: { element: { type: "lib" } }, allow: to("lib") },
  { allow: { to: { module: { origin: "external" } } } },
  { allow: { to: { module: { origin: "core" } } } },
];

const onlyIn = (place, what) => ({
  selector: what,
  message: `Only ${place} may do this.`,
});
const noSocket = onlyIn("src/lib/stream", "NewExpression[callee.name='WebSocket']");
// Numbers of people are read in one place, which drops no separator: src/lib/format/read-number.ts.
const byReader = (selector) => ({
  selector,
  message: "Read numbers with readNumber, readQuantity or readUnits of src/lib/format.",
});
const noOwnReader = [
  byReader("CallExpression[callee.name=/^parse(Float|Int)$/]"),
  byReader("MemberExpression[object.name='Number'][property.name=/^parse(Float|Int)$/]"),
  byReader("MemberExpression[property.name='valueAsNumber']"),
  byReader(
    "CallExpression[callee.property.name=/^replace(All)?$/] > Literal[raw=/^.\\[?[,\\\\]*,/]",
  ),
  byReader(
    "JSXOpeningElement[name.name=/^(i|I)nput$/] > JSXAttribute[name.name='type'] > Literal[value='number']",
  ),
];
const noAxios = { name: "axios", message: "Only src/lib/api may import axios." };
// A library for any page: it knows no React and no cache, only itself and the contract's types.
const onlyItself = {
  regex: "^(?!\\./|@/lib/api/schema\\.gen$)",
  message: "src/lib/stream knows only itself and the generated types.",
};

export default tseslint.config(
  { ignores: [".next/", "out/", "node_modules/", "next-env.d.ts", "src/lib/api/schema.gen.ts"] },
  ...tseslint.configs.strict,
  reactHooks.configs.flat["recommended-latest"],
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { boundaries },
    settings: {
      "boundaries/elements": elements,
      "boundaries/include": ["src/**/*"],
      "import/resolver": { typescript: { project: "tsconfig.json" } },
    },
    rules: {
      "boundaries/dependencies": ["error", { default: "disallow", policies }],
      "no-restricted-imports": ["error", { paths: [noAxios] }],
      "no-restricted-syntax": ["error", noSocket, ...noOwnReader],
      "max-lines": ["error", { max: 300, skipBlankLines: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // It warns about libraries that the React Compiler skips; the compiler is not used here.
      "react-hooks/incompatible-library": "off",
      eqeqeq: ["error", "smart"],
      "no-console": "error",
    },
  },
  {
    files: ["src/lib/format/read-number.ts"],
    rules: { "no-restricted-syntax": ["error", noSocket] },
  },
  { files: ["src/lib/api/**"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["src/lib/stream/**"],
    rules: {
      "no-restricted-syntax": "off",
      "no-restricted-imports": ["error", { patterns: [onlyItself] }],
    },
  },
  { files: ["src/lib/stream/**/*.test.ts"], rules: { "no-restricted-imports": "off" } },
  { files: ["src/app/**/page.tsx"], rules: { "max-lines": ["error", { max: 40 }] } },
  { files: ["src/**/*.test.{ts,tsx}"], rules: { "max-lines": ["error", { max: 500 }] } },
);
