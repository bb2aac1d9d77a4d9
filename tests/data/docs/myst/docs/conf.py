project = "Ferries"
extensions = ["myst_parser"]
