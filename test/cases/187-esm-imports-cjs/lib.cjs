exports.count = 1;
exports.named = () => `named${exports.count}`;
exports.inc = function () { exports.count++; };
Object.defineProperty(exports, "__esModule", { value: true });
