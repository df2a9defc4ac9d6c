$tm.resume("app.js", "esm", function ($m) {
"use strict";
// use: all
const io = $m.import("./io.mjs", ["default", "parse"]);

$m.import("./all.mjs");
$m.import("./more.mjs");
$m.import("./y.mjs");

$m.exportFrom("./y.mjs", {
    y: "x"
});

$m.exportAll("./more.mjs");

// variables of the module: their values are in the snapshot
let count, $default;

function bump() { count += (0, io.parse)((0, io.default)()); /*#qad34q.1*/}

return {
    exports: {
        count: () => count,
        bump: () => bump,
        default: () => $default
    },

    set: {
        bump: $v => {
            bump = $v;
        },

        count: $v => {
            count = $v;
        },

        $default: $v => {
            $default = $v;
        }
    },

    make: {
        1: () => bump,

        2: $k => ({
            "default": class {/*#qad34q.2*/}
        })["default"]
    },

    enter: {},
    resume: {},

    get: {
        bump: () => bump,
        count: () => count,
        $default: () => $default
    }
};
});
