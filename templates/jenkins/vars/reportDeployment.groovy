import groovy.json.JsonOutput

/**
 * Reports the deployment of this build to Port: `reportDeployment(environment: 'production')`.
 * Takes every option of the reporter in camel case, and `credentialsId` and `source` beside them.
 * Only `failOnError: true` lets it fail the build; an interruption of the build stays one.
 */
def call(Map options = [:]) {
  boolean isReported = false
  String message = 'NOT REPORTED: the step could not run; the lines around this one say why'
  catchError(message: message, buildResult: 'SUCCESS', stageResult: 'SUCCESS', catchInterruptions: false) {
    withEnv(variablesOf([status: currentBuild.currentResult, createdAt: currentBuild.startTimeInMillis] + options)) {
      isReported = runWith(options.containsKey('credentialsId') ? options.credentialsId : 'port') == 0
    }
  }
  if (options.failOnError && !isReported) error('the deployment was not reported')
}

/** Options as variables, `createdAt: 7` as `PORT_DORA_CREATED_AT=7`. Without closures, as Jenkins may pause and restart anywhere. */
private List<String> variablesOf(Map options) {
  List<String> variables = []
  List<String> names = new ArrayList<String>(options.keySet())
  for (int i = 0; i < names.size(); i++) {
    String name = names[i]
    def value = options[name]
    if (name == 'credentialsId' || value == null) continue
    if (name in ['clientId', 'clientSecret', 'accessToken', 'githubToken']) {
      echo("reportDeployment takes no ${name}, which its steps would show; use credentialsId, or withCredentials around it")
      continue
    }
    if (value instanceof Map) value = JsonOutput.toJson(value)
    if (value instanceof List) value = value.join('\n')
    variables.add('PORT_DORA_' + name.replaceAll('([A-Z])', '_$1').toUpperCase() + '=' + value)
  }
  return variables
}

/** The values of the credentials reach the process by its environment, and never a string of Groovy. */
private int runWith(credentialsId) {
  if (!credentialsId) return runReporter()
  withCredentials([usernamePassword(
    credentialsId: credentialsId,
    usernameVariable: 'PORT_CLIENT_ID',
    passwordVariable: 'PORT_CLIENT_SECRET',
  )]) {
    return runReporter()
  }
}

private int runReporter() {
  if (isUnix()) return sh(label: 'Report the deployment', script: libraryResource('port-dora/report.sh'), returnStatus: true)
  return powershell(label: 'Report the deployment', script: libraryResource('port-dora/report.ps1'), returnStatus: true)
}
