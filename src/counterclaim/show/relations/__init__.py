"""What relations show: dependence, a dyad's course, the network; each as plain words, tables and charts on one sheet."""
