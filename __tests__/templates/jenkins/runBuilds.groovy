import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import org.codehaus.groovy.control.CompilerConfiguration

// Arguments: a file with scenarios, and one for what became of them; both JSON.
List outcomes = []
for (scenario in new JsonSlurper().parse(new File(args[0]), 'UTF-8')) {
  CompilerConfiguration configuration = new CompilerConfiguration(scriptBaseClass: 'PipelineSteps', sourceEncoding: 'UTF-8')
  GroovyShell shell = new GroovyShell(this.class.classLoader, new Binding(), configuration)
  Build build = new Build(scenario, shell)
  shell.context.setVariable('build', build)
  shell.context.setVariable('currentBuild', build.currentBuild)
  shell.context.setVariable('env', scenario.environment)
  shell.context.setVariable('params', scenario.params ?: [:])
  Throwable thrown = null
  try {
    shell.parse(new File(scenario.jenkinsfile)).run()
  } catch (Throwable problem) {
    thrown = problem
    build.currentBuild.result = problem instanceof InterruptedException ? 'ABORTED' : 'FAILURE'
  }
  outcomes.add([
    result: build.currentBuild.currentResult,
    thrown: thrown == null ? null : thrown.toString(),
    steps: build.steps,
    log: build.output.toString(),
  ])
}
new File(args[1]).setText(JsonOutput.toJson(outcomes), 'UTF-8')
