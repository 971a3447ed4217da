"""The certificate and its audits."""
