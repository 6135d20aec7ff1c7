import type { Host } from '../host/host.ts';
import type { MetricsPage } from '../local-port/index.ts';
import { renderHtml } from '../show/html/render-html.ts';
import { measureLocalPort } from './measure-local-port.ts';

const askable = ['window', 'interval', 'environment', 'time-zone', 'bands'];

/** The page of metrics of a local Port. @throws PortDoraError */
export const localMetricsPage =
  (process: Host): MetricsPage =>
  async (address, asked) => {
    const flags = Object.fromEntries(
      Object.entries(asked).filter(([name]) => askable.includes(name)),
    );
    const report = await measureLocalPort(process, address, { compare: 'true', ...flags });
    return renderHtml(report, { home: { href: '/', title: 'Back to the local Port' } });
  };
