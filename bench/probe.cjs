// Loaded before the measured program with --require: on exit writes what it used and loaded to the file in BENCH_PROBE.
const { statSync, writeFileSync } = require('node:fs');

process.on('exit', () => {
  const loaded = Object.keys(require.cache).filter((file) => file !== __filename);
  writeFileSync(
    process.env.BENCH_PROBE,
    JSON.stringify({
      maxRssKib: process.resourceUsage().maxRSS,
      files: loaded.map((file) => [file, statSync(file).size]),
    }),
  );
});
