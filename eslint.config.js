import tseslint from "typescript-eslint";
import { importDirection } from "./scripts/lint/importDirection.js";

export default tseslint.config(
  {
    ignores: [
      "core/runtime/vendor/",
      "dist/",
      "node_modules/",
      "examples/",
      "test/cases/",
      // The text of a program, put together with generated parts.
      "test/generate/graph/describe.js",
      "test/libraries/programs/",
      "test/**/fixtures/",
      "test/**/goldens/",
      "**/.cache/",
    ],
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { thingsmigrate: { rules: { "import-direction": importDirection } } },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "thingsmigrate/import-direction": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      // Checked where data comes from outside; many of our guards are for what types can't promise (AST shapes, messages, programs).
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // An index that was just checked is clearer with `!` than with a branch that can't be reached.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    // The runtime and the self-hosted builtins stand in for the engine: they throw and reject with whatever the program does, delete the program's
    // properties, call unbound intrinsics.
    files: ["core/runtime/**/*.ts", "core/selfhosted/**/*.ts"],
    rules: {
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/prefer-promise-reject-errors": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      // Values of the program and of the host have no types, and a check that types call needless guards against what a program patched.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-function-type": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-this-alias": "off",
      "@typescript-eslint/prefer-for-of": "off",
      "@typescript-eslint/prefer-literal-enum-member": "off",
      "@typescript-eslint/no-array-delete": "off",
      "@typescript-eslint/require-await": "off",
      "no-var": "off",
      "@typescript-eslint/no-implied-eval": "off",
    },
  },
  {
    // A default of undefined, and `arguments`, keep the `length` that the builtin has.
    files: ["core/selfhosted/**/*.ts"],
    rules: { "@typescript-eslint/no-useless-default-assignment": "off", "prefer-rest-params": "off" },
  },
  {
    // Generated programs, code evaluated from text, realms: what goes through has no types.
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-function-type": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-implied-eval": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/use-unknown-in-catch-callback-variable": "off",
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/prefer-promise-reject-errors": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
  { files: ["**/*.{js,mjs,cjs}"], extends: [tseslint.configs.recommended] },
);
