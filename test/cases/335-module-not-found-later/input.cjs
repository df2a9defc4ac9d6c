// engines: node,bun,deno
// The list of paths is printed in lines of their own, wherever this folder is.
require("./a-folder-whose-name-is-so-long-that-the-list-of-paths-never-fits-into-one-line-wherever-it-is/later.cjs");
