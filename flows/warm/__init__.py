"""The warm way: a process that has imported everything runs commands for those that have not.

``essaycast watch`` and ``essaycast serve`` keep a host (:mod:`flows.warm.host`), which has Prefect
and the stages imported and an engine worker up. A command asks it over a socket of the show's
working state (:mod:`flows.warm.handover`), and a fork of the host runs the command with the
command's own arguments, folder, environment and terminal. Where there is no host, or one that does
not agree, the command runs by itself.
"""
