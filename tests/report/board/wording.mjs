// Print what the board writes for each of a list of numbers: `node wording.mjs MODULE NUMBERS`.
import { pathToFileURL } from "node:url";

const [moduleFile, numbers] = process.argv.slice(2);
const board = await import(pathToFileURL(moduleFile));
console.log(JSON.stringify(JSON.parse(numbers).map((number) => [board.formatNumber(number), board.formatValue(number)])));
