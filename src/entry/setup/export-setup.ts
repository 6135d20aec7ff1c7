import type { Host } from '../../host/host.ts';
import type { PortClient } from '../../port/client.ts';
import { exportState } from '../../setup/export-state.ts';
import { exportTerraform } from '../../setup/export-terraform.ts';
import { planSetup, type SetupInput } from '../../setup/setup.ts';
import { exitCodes } from '../command.ts';
import { openStream } from '../open-stream.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import type { SetupOptionValues } from './setup-input.ts';

interface ExportWork {
  readonly port: PortClient;
  readonly input: SetupInput;
  readonly values: SetupOptionValues;
  readonly host: Host;
  readonly isJson: boolean;
}

/** Writes down what setup would lead to, to a file or to stdout; the account is only read. */
export async function exportSetup({
  port,
  input,
  values,
  host,
  isJson,
}: ExportWork): Promise<number> {
  const { plan, account } = await planSetup(port, input);
  const state = exportState(plan, account);
  const isDocument = isJson || values.format === 'json';
  const text = isDocument ? `${JSON.stringify(state, null, 2)}\n` : exportTerraform(state);
  if (values.out) await host.files.writePrivate(values.out, text);
  if (isJson || (isDocument && !values.out)) printJson(state, host);
  else if (!values.out) openStream('stdout').write(text);
  // stdout has the text, and nothing between its lines.
  const { log } = createProcessHost('stderr');
  for (const notice of plan.notices) log.notice(notice);
  const entities = plan.manifest.entries.filter(({ at }) => at.kind === 'entity').length;
  if (entities > 0) {
    log.notice(
      `services that are made from ${plan.choices.servicesFrom} are entities and not in this export: ${entities}`,
    );
  }
  return exitCodes.done;
}
