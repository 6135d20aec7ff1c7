import type { DoctorInput } from '../../doctor/doctor-input.ts';
import type { Finding } from '../../doctor/finding.ts';
import { countLevels, renderFindings } from '../../doctor/render-findings.ts';
import { runDoctor } from '../../doctor/run-doctor.ts';
import type { Host } from '../../host/host.ts';
import type { AccountNames } from '../../options/account-names.ts';
import { doctorOptions } from '../../options/doctor-options.ts';
import type { OptionValues } from '../../options/read-options.ts';
import { chooseTransport } from '../../port/http/choose-transport.ts';
import { portAddress } from '../../port/region.ts';
import { readNames } from '../../records/port-names.ts';
import { areProblems, findCredentials } from '../../report/credentials.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { otherRegion } from '../doctor/other-region.ts';
import { readSetup } from '../doctor/read-setup.ts';
import { hostFetch } from '../host-fetch.ts';
import { type OpenPort, openPort } from '../open-port.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import { readCommandOptions } from '../read-command-options.ts';
import { setupInput } from '../setup/setup-input.ts';
import { version } from '../version.ts';

type Values = OptionValues<typeof doctorOptions>;

/** Says for every part of the way into Port whether it is well, and what to do where it is not. Exit code 1 for a failure. */
export async function run({ flags }: CommandInput): Promise<number> {
  const isJson = isOn(flags.json);
  const host = createProcessHost(isJson ? 'stderr' : 'stdout');
  const { values, names } = await readCommandOptions(doctorOptions, flags, host);
  const { input, close } = doctorInput(values, names, host);
  try {
    const findings = await runDoctor(input);
    show(findings, isJson, host);
    return countLevels(findings).failures > 0 ? exitCodes.failed : exitCodes.done;
  } finally {
    await close();
  }
}

function show(findings: readonly Finding[], isJson: boolean, host: Host): void {
  const { failures, warnings, skipped } = countLevels(findings);
  if (isJson) {
    printJson({ failures, warnings, notLookedAt: skipped, findings }, host);
    return;
  }
  const colour = process.stdout.isTTY === true && !host.env.NO_COLOR;
  for (const line of renderFindings(findings, { colour })) host.log.info(line);
}

/** What the doctor works with, opened when it is asked for, and the end of all connections. */
function doctorInput(
  values: Values,
  names: AccountNames,
  host: Host,
): { readonly input: DoctorInput; close(): Promise<void> } {
  const address = portAddress(values);
  const deadline = host.clock.now() + values.timeout * 1000;
  const credentials = findCredentials(values);
  // Waits and retries belong to the check that waits, and would stand between the findings.
  const quiet = { ...host, log: { ...host.log, info: host.log.debug } };
  const code = hostFetch(host);
  const closing: (() => Promise<void>)[] = [code.close];
  const open = async (options: Values): Promise<OpenPort> => {
    const opened = await openPort(options, quiet, deadline);
    closing.push(opened.close);
    return opened;
  };
  const account = lazily(() => open(values));
  const input: DoctorInput = {
    host: quiet,
    node: process.versions.node,
    ...{ version, address, deadline },
    names: readNames({ names, values }),
    ownProperties: Object.keys(values.properties ?? {}),
    missing: areProblems(credentials) ? credentials : [],
    accessToken: values.accessToken,
    openPort: async () => (await account()).port,
    async openTransport() {
      const { env, secrets } = host;
      const transport = await chooseTransport({ url: address.api, env, secrets });
      closing.push(transport.close);
      return transport.send;
    },
    otherRegion: values.tryRegions ? otherRegion(address, values, open) : null,
    readSetup: async () => readSetup((await account()).port, setupInput(values, names, host)),
    fetch: code.fetch,
    githubToken: values.githubToken,
  };
  const close = async (): Promise<void> => {
    for (const end of closing) await end();
  };
  return { input, close };
}

/** The value of the first call, for all. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
