// Answers each JSON string on stdin with one line of JSON: what `read` makes of it, or its error.
import { createInterface } from "node:readline";

export async function answer(read) {
  for await (const line of createInterface({ input: process.stdin })) {
    let found;
    try {
      found = { nodes: read(JSON.parse(line)) };
    } catch (error) {
      found = { error: String(error.message ?? error).slice(0, 200) };
    }
    process.stdout.write(`${JSON.stringify(found)}\n`);
  }
}
