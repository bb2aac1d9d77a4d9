// The nodes that remark reads in Markdown, as rows; with --mdx as Docusaurus and Astro set it up.
import remarkComment from "@slorber/remark-comment";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkMdx from "remark-mdx";
import remarkParse from "remark-parse";
import { unified } from "unified";

import { answer } from "./lines.mjs";

const withMdx = process.argv.includes("--mdx");
const reader = unified().use(remarkParse).use(remarkGfm).use(remarkDirective);
if (withMdx) reader.use(remarkMdx).use(remarkComment, { ast: true });

const SHOWN = ["name", "lang", "meta", "url", "identifier", "ordered", "start", "spread", "checked", "align"];

// Docusaurus does so before it parses: ids of headings are no expressions, titles are labels.
function prepared(text) {
  return text
    .replace(/^(#{1,6}[ \t].*?[ \t]*)(\{#[\w-]+\}[ \t]*)$/gm, "$1\\$2")
    .replace(/^((?:[ \t>]|[-*+] )*:{3,}[a-z-]+)[ \t]+([^\s[{].*)$/gm, "$1[$2]");
}

// What readers read in a tag; a tag in an attribute has such attributes, too.
const READ = /^(?:[\w-]*[a-z](?:Text|Title|Label|Caption|Description)|alt|aria-label|caption|content|description|header|heading|label|placeholder|subtitle|summary|tagline|text|tip|title|tooltip)$/;
const IN_EXPRESSION = /\b(alt|title)=("[^"]*"|'[^']*')/g;

function attribute({ type, name, value }) {
  if (READ.test(name ?? "") && typeof value === "string") return [type, name, value ? "…" : ""];
  return [type, name ?? "", (value?.value ?? value ?? "").replace(IN_EXPRESSION, "$1=…")];
}

const TITLE_OF_CODE = /(?<![^\s{,])(title|caption)="[^"`\\]*"/g;

// On how many lines these are is no matter.
const INLINE = new Set(["inlineCode", "mdxTextExpression"]);

function isText(node) {
  if (node.type === "text") return true;
  // What no plugin claims is put back as text.
  return node.type === "textDirective" && !node.children.length && !Object.keys(node.attributes).length;
}

function rows(node, depth, found) {
  if (isText(node)) return found;
  const row = { depth, type: node.type };
  for (const name of SHOWN) if (node[name] !== null && node[name] !== undefined) row[name] = node[name];
  if (row.meta) row.meta = row.meta.replace(TITLE_OF_CODE, "$1=…");
  if (Array.isArray(node.attributes)) {
    row.attributes = node.attributes.map(attribute);
  } else if (node.attributes) row.attributes = Object.entries(node.attributes);
  if ("value" in node) row.value = INLINE.has(node.type) ? node.value.replace(/\s+/g, " ") : node.value;
  if (node.type === "heading") row.level = node.depth;
  found.push(row);
  for (const child of node.children ?? []) rows(child, depth + 1, found);
  return found;
}

await answer((text) => rows(reader.parse(withMdx ? prepared(text) : text), 0, []));
