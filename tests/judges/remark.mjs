// What remark makes of Markdown: one JSON array of nodes a line, for each JSON string on stdin.
import { createInterface } from "node:readline";
import { unified } from "unified";
import remarkParse from "remark-parse";
import remarkGfm from "remark-gfm";
import remarkMdx from "remark-mdx";
import remarkDirective from "remark-directive";

const withMdx = process.argv.includes("--mdx");
const reader = unified().use(remarkParse).use(remarkGfm).use(remarkDirective);
if (withMdx) reader.use(remarkMdx);

const TEXT = new Set(["text", "inlineCode"]);

function shape(node, depth, found) {
  if (node.type === "text") return;
  const seen = { depth, type: node.type };
  for (const name of ["name", "lang", "meta", "url", "identifier", "ordered", "checked", "align"]) {
    if (node[name] !== null && node[name] !== undefined) seen[name] = node[name];
  }
  if (node.attributes) {
    seen.attributes = Array.isArray(node.attributes)
      ? node.attributes.map(({ type, name, value }) => [type, name ?? "", value?.value ?? value ?? ""])
      : node.attributes;
  }
  if ("value" in node) seen.value = node.value;
  if (node.type === "heading") seen.level = node.depth;
  found.push(seen);
  for (const child of node.children ?? []) shape(child, depth + 1, found);
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const found = [];
    shape(reader.parse(JSON.parse(line)), 0, found);
    answer = { nodes: found };
  } catch (error) {
    answer = { error: String(error.message ?? error).slice(0, 200) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
