package org.jenkinsci.plugins.workflow.steps

/** Stands for what Jenkins throws into a step of a build that is stopped. */
class FlowInterruptedException extends InterruptedException {
  final String result = 'ABORTED'
}
