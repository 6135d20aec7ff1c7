// What reading and parsing a file of JSON lines costs by itself: the measure for everything that does more with it.
const { createReadStream } = require('node:fs');

async function parseLines(file) {
  const decoder = new TextDecoder();
  let [rest, count] = ['', 0];
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
    rest = lines.pop();
    for (const line of lines) if (JSON.parse(line).identifier) count += 1;
  }
  return count;
}

void parseLines(process.argv[2]).then((count) => console.log(`${count} records`));
