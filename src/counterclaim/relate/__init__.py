"""Relations between states out of many events: import, series, dependence on third states, turns, network."""
