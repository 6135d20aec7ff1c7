/** Makes the heads of tables buttons that sort, and gives long tables a filter; without it the tables stand by name. */
export const tableScript = `addEventListener('DOMContentLoaded', () => {
for (const table of document.querySelectorAll('[data-sortable]')) {
const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
const read = (row, column) => { const cell = row.cells[column]; return column === 0 ? cell.textContent : cell.dataset.value; };
const sort = (column) => {
const head = heads[column], isDown = column === 0 ? head.ariaSort === 'ascending' : head.ariaSort !== 'descending';
for (const other of heads) other.removeAttribute('aria-sort');
head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
const rows = [...body.rows].map((row) => [read(row, column), row]);
rows.sort(([a], [b]) => column === 0 ? a.localeCompare(b, 'en') * (isDown ? -1 : 1) : a === '' || b === '' ? (a === '' ? 1 : 0) - (b === '' ? 1 : 0) : (a - b) * (isDown ? -1 : 1));
body.append(...rows.map(([, row]) => row));
};
heads.forEach((head, column) => {
const button = document.createElement('button');
button.type = 'button';
button.append(...head.childNodes);
button.addEventListener('click', () => sort(column));
head.append(button);
});
heads[0].setAttribute('aria-sort', 'ascending');
if (body.rows.length <= 10) continue;
const bar = document.createElement('div'), label = document.createElement('label'), input = document.createElement('input'), count = document.createElement('output');
bar.className = 'filter';
input.type = 'search';
label.append('Filter by name ', input);
bar.append(label, count);
input.addEventListener('input', () => {
const text = input.value.trim().toLowerCase();
let shown = 0;
for (const row of body.rows) { row.hidden = !row.cells[0].textContent.toLowerCase().includes(text); if (!row.hidden) shown += 1; }
count.textContent = text === '' ? '' : shown + ' of ' + body.rows.length;
});
table.closest('[data-table]').prepend(bar);
}
});`;
