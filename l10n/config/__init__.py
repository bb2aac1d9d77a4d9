"""The settings of a site: l10n.toml, and what ``l10n init`` proposes."""
