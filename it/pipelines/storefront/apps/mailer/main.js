console.log('mailer')
