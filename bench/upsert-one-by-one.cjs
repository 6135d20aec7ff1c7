// upsert-one-by-one.cjs ENTITIES: one request per entity, each after the one before, as other tools write many of them.
const { createReadStream } = require('node:fs');
const { createInterface } = require('node:readline');

const { PORT_BASE_URL, PORT_ACCESS_TOKEN } = process.env;
const url = `${PORT_BASE_URL}/v1/blueprints/deployment/entities?upsert=true&merge=true`;
const headers = {
  authorization: `Bearer ${PORT_ACCESS_TOKEN}`,
  'content-type': 'application/json',
};

async function main() {
  let count = 0;
  for await (const body of createInterface({ input: createReadStream(process.argv[2]) })) {
    const answer = await fetch(url, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
    count += 1;
  }
  console.log(`${count} entities written`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
