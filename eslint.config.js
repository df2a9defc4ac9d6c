import tseslint from "typescript-eslint";
import { importDirection } from "./scripts/lint/importDirection.js";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "examples/", "test/cases/", "test/**/fixtures/", "test/**/goldens/", "**/.cache/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { thingsmigrate: { rules: { "import-direction": importDirection } } },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "thingsmigrate/import-direction": "error",
      "@typescript-eslint/consistent-type-imports": "error",
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
    // The runtime stands in for the engine: it throws and rejects with whatever the program does, deletes the program's properties, calls unbound intrinsics.
    files: ["core/runtime/**/*.ts"],
    rules: {
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/prefer-promise-reject-errors": "off",
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-extraneous-class": "off",
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-extraneous-class": "off", "@typescript-eslint/unbound-method": "off" },
  },
  { files: ["**/*.{js,mjs,cjs}"], extends: [tseslint.configs.recommended] },
);
