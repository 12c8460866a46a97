"""The look of the house: base page, components, form rendering, styles, fonts and small scripts."""
