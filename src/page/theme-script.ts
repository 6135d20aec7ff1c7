/**
 * Adds what needs a script: the switch between light and dark. Without it the page follows the system.
 * The choice is kept where the browser allows it.
 */
export const themeScript = `(() => {
const root = document.documentElement, key = 'port-dora-theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const kept = (value) => { try { return value ? localStorage.setItem(key, value) : localStorage.getItem(key); } catch { return null; } };
const before = kept();
if (before === 'light' || before === 'dark') root.dataset.theme = before;
const isDark = () => (root.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';
addEventListener('DOMContentLoaded', () => {
const button = document.querySelector('[data-theme-switch]');
if (!button) return;
const show = () => { button.setAttribute('aria-pressed', String(isDark())); };
button.hidden = false;
button.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; kept(root.dataset.theme); show(); });
system.addEventListener('change', show);
show();
});
})();`;
