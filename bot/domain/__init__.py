"""The words everybody here speaks: plain, frozen values from the standard library alone."""
