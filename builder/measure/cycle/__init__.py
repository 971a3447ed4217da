"""The certificate and its audits: where the company stands and what comes next."""
