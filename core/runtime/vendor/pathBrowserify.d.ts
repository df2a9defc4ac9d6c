declare module "path-browserify" {
  const path: object;
  export default path;
}
