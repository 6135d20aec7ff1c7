import { countLevels, renderFindings } from '../../doctor/render-findings.ts';
import { runDoctor } from '../../doctor/run-doctor.ts';
import { doctorOptions } from '../../options/doctor-options.ts';
import { chooseTransport } from '../../port/http/choose-transport.ts';
import { portAddress } from '../../port/region.ts';
import { areProblems, findCredentials } from '../../report/credentials.ts';
import { readNames } from '../../show/port-names.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { readSetup } from '../doctor/read-setup.ts';
import { hostFetch } from '../host-fetch.ts';
import { type OpenPort, openPort } from '../open-port.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import { readCommandOptions } from '../read-command-options.ts';
import { setupInput } from '../setup/setup-input.ts';
import { version } from '../version.ts';

/** Says for every part of the way into Port whether it is well, and what to do where it is not. Exit code 1 for a failure. */
export async function run({ flags }: CommandInput): Promise<number> {
  const isJson = isOn(flags.json);
  const host = createProcessHost(isJson ? 'stderr' : 'stdout');
  const { values, names } = await readCommandOptions(doctorOptions, flags, host);
  const address = portAddress(values);
  const deadline = host.clock.now() + values.timeout * 1000;
  const credentials = findCredentials(values);
  // Waits and retries belong to the check that waits, and would stand between the findings.
  const quiet = { ...host, log: { ...host.log, info: host.log.debug } };
  const closing: (() => Promise<void>)[] = [];
  const open = async (options: typeof values): Promise<OpenPort> => {
    const opened = await openPort(options, quiet, deadline);
    closing.push(opened.close);
    return opened;
  };
  const account = lazily(() => open(values));
  const code = hostFetch(host);
  closing.push(code.close);
  const other = address.region === 'eu' ? 'us' : 'eu';
  try {
    const findings = await runDoctor({
      host: quiet,
      node: process.versions.node,
      ...{ version, address, deadline },
      names: readNames({ names, values }),
      ownProperties: Object.keys(values.properties ?? {}),
      missing: areProblems(credentials) ? credentials : [],
      accessToken: values.accessToken,
      openPort: async () => (await account()).port,
      async openTransport() {
        const transport = await chooseTransport({
          url: address.api,
          env: host.env,
          secrets: host.secrets,
        });
        closing.push(transport.close);
        return transport.send;
      },
      otherRegion:
        values.tryRegions && address.region !== null
          ? {
              region: other,
              login: async () =>
                (
                  await open({ ...values, region: other, baseUrl: undefined })
                ).port.getOrganization(),
            }
          : null,
      readSetup: async () => readSetup((await account()).port, setupInput(values, names, host)),
      fetch: code.fetch,
      githubToken: values.githubToken,
    });
    const { failures, warnings, skipped } = countLevels(findings);
    if (isJson) printJson({ failures, warnings, notLookedAt: skipped, findings }, host);
    else {
      const colour = process.stdout.isTTY === true && !host.env.NO_COLOR;
      for (const line of renderFindings(findings, { colour })) host.log.info(line);
    }
    return failures > 0 ? exitCodes.failed : exitCodes.done;
  } finally {
    for (const close of closing) await close();
  }
}

/** The value of the first call, for all. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
