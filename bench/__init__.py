"""What is measured: quality beside its floors, speed beside others."""
