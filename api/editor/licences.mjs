// Writes the licences of every package the editor is built from, each with its text, to standard output.
// Some packages bring no text; theirs was looked up in their repositories and stands in licences/.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const ours = JSON.parse(readFileSync("licences/without-text.json", "utf8"));
const isText = (name) => /^(licen[cs]e|copying|notice)/i.test(name);

const texts = (folder, name) => {
  const found = readdirSync(folder).filter(isText).sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
  if (found.length) return found;
  const file = ours[name];
  if (!file || !existsSync(join("licences", file))) throw new Error(`No licence text of ${name}: add one to licences/.`);
  return [readFileSync(join("licences", file), "utf8").trim()];
};

const parts = Object.keys(lock.packages).filter((folder) => folder && existsSync(folder)).map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return [`${name} ${version} (${license ?? "see the text"})`, ...texts(folder, name)].join("\n\n");
});
console.log(["The editor of /sparql is made of these packages.", ...parts].join(`\n\n${"-".repeat(80)}\n\n`));
