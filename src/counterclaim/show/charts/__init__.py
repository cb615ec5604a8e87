"""Charts of a report, drawn by Vega-Lite (through Altair) to static SVG: no script, no network, fit for print."""
