import { singleLine } from '../host/single-line.ts';
import type { DoctorInput } from './doctor-input.ts';
import type { Finding } from './finding.ts';
import { judge } from './judge/judge.ts';
import { readFacts } from './read-facts.ts';

/** Looks at everything and says what it found; never throws, and takes no longer than the deadline. */
export async function runDoctor(input: DoctorInput): Promise<readonly Finding[]> {
  const { clock, secrets } = input.host;
  const end = new AbortController();
  const over = new AbortController();
  const left = Math.max(0, input.deadline - clock.now());
  void clock.sleep(left, over.signal).then(
    () => end.abort(),
    () => undefined,
  );
  try {
    const findings = judge(await readFacts(input, end.signal));
    const harmless = (text: string): string => singleLine(secrets.redact(text), 800);
    return findings.map(({ says, fix, ...rest }) => ({
      ...rest,
      says: harmless(says),
      fix: fix === null ? null : harmless(fix),
    }));
  } finally {
    over.abort();
  }
}
